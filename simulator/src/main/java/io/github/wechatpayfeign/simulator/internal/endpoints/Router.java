package io.github.wechatpayfeign.simulator.internal.endpoints;

import io.github.wechatpayfeign.simulator.gateway.ReceivedRequest;
import io.github.wechatpayfeign.simulator.internal.http.Refusal;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the endpoint of a request by its path and method, before its signature is checked. */
public final class Router {
  private final List<Route> routes;

  public Router(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  public Endpoint endpointFor(ReceivedRequest request) throws Refusal {
    String path = request.path();
    List<Route> known = routes.stream().filter(r -> r.path().matcher(path).matches()).toList();
    if (known.isEmpty()) {
      throw Refusal.resourceNotExists("请求的资源不存在");
    }
    for (Route route : known) {
      if (route.method().equals(request.method())) {
        return route.endpoint();
      }
    }
    String allowed = known.stream().map(Route::method).collect(Collectors.joining(", "));
    throw Refusal.methodNotAllowed(request.method(), allowed);
  }
}
