package io.github.wechatpayfeign.merchant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Map;

/** A change that a PEM may go through on its way into a file, a property or a variable. */
enum KeyForm {
  AS_IT_IS,
  BYTE_ORDER_MARK {
    @Override
    String change(String pem) {
      return '\uFEFF' + pem;
    }
  },
  CR_LF {
    @Override
    String change(String pem) {
      return pem.replace("\n", "\r\n");
    }
  },
  CR_ONLY {
    @Override
    String change(String pem) {
      return pem.replace('\n', '\r');
    }
  },
  ONE_LINE {
    @Override
    String change(String pem) {
      return pem.replace("\n", "");
    }
  },
  BLANKS_FOR_LINE_ENDS {
    @Override
    String change(String pem) {
      return pem.replace('\n', ' ');
    }
  },
  WRITTEN_LINE_ENDS {
    @Override
    String change(String pem) {
      return pem.replace("\n", "\\n");
    }
  },
  WRITTEN_CR_LF {
    @Override
    String change(String pem) {
      return pem.replace("\n", "\\r\\n");
    }
  },
  LINE_ENDS_WRITTEN_TWICE_IN_QUOTES {
    @Override
    String change(String pem) {
      return '"' + pem.replace("\n", "\\\\n") + '"';
    }
  },
  INDENTED {
    @Override
    String change(String pem) {
      return pem.replaceAll("(?m)^(?=.)", "\t   ");
    }
  },
  BLANKS_AFTER_LINES_AND_BLANK_LINES {
    @Override
    String change(String pem) {
      return pem.replace("\n", "  \n\n");
    }
  },
  NON_BREAKING_AND_INVISIBLE_CHARACTERS {
    @Override
    String change(String pem) {
      return pem.replace("\n", "\u00A0\n\u200B");
    }
  },
  NO_LAST_LINE_END {
    @Override
    String change(String pem) {
      return pem.strip();
    }
  },
  REMARKS_AROUND_IT {
    @Override
    String change(String pem) {
      return "# 商户 key\nBag Attributes\n    localKeyID: 54 69 6D\nKey Attributes: <none>\n"
          + pem
          + "\n# end";
    }
  },
  LABEL_OF_ANOTHER_FORM {
    @Override
    String change(String pem) {
      String label = pem.substring(pem.indexOf("BEGIN ") + 6, pem.indexOf("-----\n"));
      return pem.replace(label + "-----", OTHER_LABELS.getOrDefault(label, label) + "-----");
    }
  },
  BARE_BASE64 {
    @Override
    String change(String pem) {
      return pem.replaceAll("-----[^-]*-----\n", "");
    }
  },
  BARE_BASE64_IN_ONE_LINE {
    @Override
    String change(String pem) {
      return BARE_BASE64.change(pem).replace("\n", "");
    }
  },
  BASE64_OF_THE_WHOLE {
    @Override
    String change(String pem) {
      return Base64.getMimeEncoder().encodeToString(pem.getBytes(UTF_8));
    }
  },
  DER {
    @Override
    byte[] changed(String pem) {
      return Base64.getMimeDecoder().decode(BARE_BASE64.change(pem));
    }
  };

  private static final Map<String, String> OTHER_LABELS =
      Map.of(
          "PRIVATE KEY", "RSA PRIVATE KEY",
          "RSA PRIVATE KEY", "PRIVATE KEY",
          "EC PRIVATE KEY", "PRIVATE KEY",
          "SM2 PRIVATE KEY", "PRIVATE KEY",
          "ENCRYPTED PRIVATE KEY", "PRIVATE KEY",
          "PUBLIC KEY", "RSA PUBLIC KEY",
          "RSA PUBLIC KEY", "PUBLIC KEY",
          "CERTIFICATE", "X509 CERTIFICATE",
          "TRUSTED CERTIFICATE", "CERTIFICATE");

  String change(String pem) {
    return pem;
  }

  byte[] changed(String pem) {
    return change(pem).getBytes(UTF_8);
  }

  /** Returns whether this form loses the PEM headers, which name the cipher. */
  boolean hasNoHeaders() {
    return this == BARE_BASE64 || this == BARE_BASE64_IN_ONE_LINE || this == DER;
  }
}
