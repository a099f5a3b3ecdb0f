/**
 * The keys of a merchant and of WeChat Pay: how they are read, checked, held and replaced.
 *
 * <ul>
 *   <li>Who signs, and with which keys? {@code Merchant}, {@code MerchantBuilder}, {@code
 *       MerchantIdentity}, {@code SigningKey}, {@code Scheme}
 *   <li>Which key verifies an answer? {@code VerificationKeys}, {@code VerificationKey}, {@code
 *       KeyValidity}
 *   <li>How are keys replaced? {@code MerchantSource}, {@code ReplaceableMerchant}, {@code
 *       WatchedMerchant}, {@code KeyFilesWatch}, {@code FilesDigest}, {@code WatchThreads}
 *   <li>Where does a key come from? {@code KeyMaterial}, {@code KeyPath}, {@code Pkcs12File}
 *   <li>What is in it? {@code KeyText}, {@code KeyObject}, {@code KeyKind}, {@code KeyAlgorithm},
 *       {@code Der}
 *   <li>How does it become a key object? {@code KeyReader}, {@code KeyWanted}, {@code
 *       CertificateSerial}
 *   <li>How is an encrypted key opened? {@code EncryptedKeys}, {@code Pkcs8Decryption}, {@code
 *       TraditionalDecryption}, {@code DekInfo}, {@code UnknownCipherException}
 *   <li>Which rules must a key obey? {@code Checks}, {@code RsaKeys}, {@code Sm2Keys}, {@code
 *       KeyPairs}
 *   <li>What does the APIv3 key open? {@code ApiV3Key}, {@code CertificatesResponse}
 *   <li>Which provider does the work? {@code BouncyCastle}, {@code NativeRsa}, {@code
 *       NativePublicKey}
 * </ul>
 */
@NullMarked
package io.github.wechatpayfeign.merchant;

import org.jspecify.annotations.NullMarked;
