package io.github.wechatpayfeign.api.prepay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The place of a payment. {@code toString} does not show the address of the buyer.
 *
 * @param payerClientIp the real IP address of the buyer's device, IPv4 or IPv6; required for H5
 * @param deviceId the shop or the cash desk
 * @param storeInfo the shop
 * @param h5Info the page that the buyer pays in; for H5 only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SceneInfo(
    @JsonProperty("payer_client_ip") @Nullable String payerClientIp,
    @JsonProperty("device_id") @Nullable String deviceId,
    @JsonProperty("store_info") @Nullable StoreInfo storeInfo,
    @JsonProperty("h5_info") @Nullable H5Info h5Info) {

  private static final int MAX_IP = 45;

  /**
   * Creates a place.
   *
   * @throws IllegalArgumentException if a value breaks its rule
   */
  public SceneInfo {
    if (payerClientIp != null) {
      Rules.ofBuyer("payer_client_ip", payerClientIp, MAX_IP);
    }
  }

  /** Returns the scene of an H5 prepay: in a browser, unless the given scene says another page. */
  static SceneInfo h5(@Nullable SceneInfo given, String payerClientIp) {
    return given == null
        ? new SceneInfo(payerClientIp, null, null, H5Info.browser())
        : new SceneInfo(
            payerClientIp,
            given.deviceId,
            given.storeInfo,
            given.h5Info == null ? H5Info.browser() : given.h5Info);
  }

  /**
   * Checks the scene of a prepay that is not H5: WeChat Pay refuses members that it does not know.
   */
  static void requireNotH5(@Nullable SceneInfo scene) {
    if (scene != null && scene.h5Info != null) {
      throw new IllegalArgumentException("Only an H5 prepay may have h5_info in its scene_info");
    }
  }

  /** Checks the scene of an H5 prepay. */
  static void requireH5(@Nullable SceneInfo scene) {
    if (scene == null || scene.payerClientIp == null || scene.h5Info == null) {
      throw new IllegalArgumentException(
          "An H5 prepay must have payer_client_ip and h5_info in its scene_info");
    }
  }

  @Override
  public String toString() {
    return "SceneInfo[payerClientIp="
        + (payerClientIp == null ? "null" : "(hidden)")
        + ", deviceId="
        + deviceId
        + ", storeInfo="
        + storeInfo
        + ", h5Info="
        + h5Info
        + "]";
  }

  /**
   * A shop.
   *
   * @param id its number
   * @param name its name
   * @param areaCode the code of its district
   * @param address its address
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StoreInfo(
      @JsonProperty("id") String id,
      @JsonProperty("name") @Nullable String name,
      @JsonProperty("area_code") @Nullable String areaCode,
      @JsonProperty("address") @Nullable String address) {

    /**
     * Creates a shop.
     *
     * @throws IllegalArgumentException if a value breaks its rule
     */
    public StoreInfo {
      Rules.present("id of store_info", id);
    }
  }

  /**
   * The page that a buyer pays in.
   *
   * @param type {@code Wap} for a browser, {@code iOS} or {@code Android} for a page in an app
   * @param appName the name of the page or the app
   * @param appUrl the URL of the page
   * @param bundleId the bundle id of an iOS app
   * @param packageName the package name of an Android app
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record H5Info(
      @JsonProperty("type") String type,
      @JsonProperty("app_name") @Nullable String appName,
      @JsonProperty("app_url") @Nullable String appUrl,
      @JsonProperty("bundle_id") @Nullable String bundleId,
      @JsonProperty("package_name") @Nullable String packageName) {

    /**
     * Creates a page.
     *
     * @throws IllegalArgumentException if a value breaks its rule
     */
    public H5Info {
      Rules.present("type of h5_info", type);
    }

    /** Returns the page of a browser. */
    public static H5Info browser() {
      return new H5Info("Wap", null, null, null, null);
    }
  }
}
