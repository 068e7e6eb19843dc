package dev.handrail.remote.ssh.hostkey;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;

/// The length of RSA keys.
public final class RsaKeySize {
    private RsaKeySize() {}

    /// The bits of its modulus; the greatest number for keys of other types.
    public static int bitsOf(byte[] key) {
        try {
            SshDataReader data = new SshDataReader(key);
            if (!data.readText().equals("ssh-rsa")) {
                return Integer.MAX_VALUE;
            }
            data.readString();
            return new BigInteger(1, data.readString()).bitLength();
        } catch (BufferUnderflowException e) {
            return 0;
        }
    }
}
