/** The keys of a merchant and of WeChat Pay: read in any form, checked, held and replaced. */
@NullMarked
package io.github.wechatpayfeign.merchant;

import org.jspecify.annotations.NullMarked;
