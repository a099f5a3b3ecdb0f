package io.github.wechatpayfeign.integrationtests.promises;

import static io.github.wechatpayfeign.integrationtests.promises.How.ANY;
import static io.github.wechatpayfeign.integrationtests.promises.How.ANY_BUT_NULL;
import static io.github.wechatpayfeign.integrationtests.promises.Part.Trait.HARMLESS;
import static io.github.wechatpayfeign.integrationtests.promises.Part.Trait.SAYS_WHAT_TO_FIX;
import static io.github.wechatpayfeign.integrationtests.promises.Part.change;
import static io.github.wechatpayfeign.integrationtests.promises.Part.part;

import io.github.wechatpayfeign.integrationtests.promises.Changes.Change;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Interceptors of OkHttp, around a call and around what goes over the network. */
final class InterceptorParts {

  private static final String REFUSAL = "{\"code\":\"TRADE_ERROR\",\"message\":\"by itself\"}";

  static final List<Part> ALL = all();

  private InterceptorParts() {}

  private static List<Part> all() {
    List<Part> all = new ArrayList<>();
    for (boolean network : new boolean[] {false, true}) {
      String it = network ? "network interceptor" : "interceptor";
      all.add(
          part(it + ", before it proceeds", ANY_BUT_NULL, rig -> add(rig, network, before(rig))));
      all.add(part(it + ", after it proceeded", ANY, rig -> add(rig, network, after(rig))));
      all.add(change(it + " that proceeds twice", rig -> add(rig, network, twice(rig))));
      all.add(
          change(it + " that answers by itself", rig -> add(rig, network, itself(rig, 204, ""))));
      all.add(
          change(
              it + " that refuses by itself", rig -> add(rig, network, itself(rig, 403, REFUSAL))));
      Changes.ofRequests()
          .forEach((what, how) -> all.add(change(it + " that " + what, requests(network, how))));
      Changes.ofAnswers()
          .forEach(
              (what, how) ->
                  all.add(
                      change(it + " that " + what, answers(network, how)).with(SAYS_WHAT_TO_FIX)));
    }
    all.add(change("interceptors in another order", InterceptorParts::reorder).with(HARMLESS));
    all.add(change("interceptor that tries again", rig -> add(rig, false, again(rig))));
    return List.copyOf(all);
  }

  private static void add(Rig rig, boolean network, Interceptor interceptor) {
    (network ? rig.http.networkInterceptors() : rig.http.interceptors()).add(interceptor);
  }

  private static Interceptor before(Rig rig) {
    return chain -> {
      rig.part.before();
      return chain.proceed(chain.request());
    };
  }

  private static Interceptor after(Rig rig) {
    return chain -> {
      Response response = chain.proceed(chain.request());
      return rig.part.insteadOf(() -> response);
    };
  }

  private static Consumer<Rig> requests(boolean network, Change<Request> how) {
    return rig ->
        add(
            rig,
            network,
            chain -> chain.proceed(rig.part.changes() ? how.of(chain.request()) : chain.request()));
  }

  private static Consumer<Rig> answers(boolean network, Change<Response> how) {
    return rig ->
        add(
            rig,
            network,
            chain -> {
              Response response = chain.proceed(chain.request());
              return rig.part.changes() ? how.of(response) : response;
            });
  }

  private static Interceptor twice(Rig rig) {
    return chain -> {
      Response first = chain.proceed(chain.request());
      if (!rig.part.changes()) {
        return first;
      }
      first.close();
      return chain.proceed(chain.request());
    };
  }

  /** Like recipes on the web. */
  private static Interceptor again(Rig rig) {
    return chain -> {
      try {
        Response first = chain.proceed(chain.request());
        if (first.isSuccessful() || !rig.part.changes()) {
          return first;
        }
        first.close();
      } catch (IOException e) {
        if (!rig.part.changes()) {
          throw e;
        }
      }
      return chain.proceed(chain.request());
    };
  }

  private static Interceptor itself(Rig rig, int status, String body) {
    return chain ->
        rig.part.changes()
            ? Changes.own(chain.request(), status, body)
            : chain.proceed(chain.request());
  }

  private static void reorder(Rig rig) {
    add(rig, false, chain -> chain.proceed(chain.request()));
    add(rig, true, chain -> chain.proceed(chain.request()));
    Collections.shuffle(rig.http.interceptors(), rig.random);
    Collections.shuffle(rig.http.networkInterceptors(), rig.random);
  }
}
