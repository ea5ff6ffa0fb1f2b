package io.github.parallelconsumer.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

/**
 * A key with a certificate for the loopback interface, made for one cluster, and a store that trusts this certificate
 * alone. Immutable.
 */
record KeyStores(Path keys, Path trust, String password) {
    static final String TYPE = "PKCS12";
    private static final String ALIAS = "loopback";
    private static final String VARIABLE = "STORE_PASSWORD";

    static KeyStores make(Path directory, String password) {
        KeyStores stores = new KeyStores(directory.resolve("keys.p12"), directory.resolve("trust.p12"), password);
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(stores.keys);
            stores.makeKeys();
            stores.makeTrust();
            return stores;
        } catch (IOException | GeneralSecurityException e) {
            throw new TestKitException("Could not make the key stores of a cluster: " + e, e);
        } catch (InterruptedException e) {
            throw TestKitException.interrupted("making a key", e);
        }
    }

    /** With the tool that every Java has: there is no public class that makes a certificate. */
    private void makeKeys() throws IOException, InterruptedException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = List.of(
                keytool,
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:" + ClusterPlan.HOST + ",dns:localhost",
                "-validity",
                "30",
                "-storetype",
                TYPE,
                "-keystore",
                keys.toString(),
                "-storepass:env",
                VARIABLE);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(VARIABLE, password); // everyone on the machine may read a command line
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool said: " + said);
        }
    }

    private void makeTrust() throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance(keys.toFile(), password.toCharArray());
        KeyStore trusted = KeyStore.getInstance(TYPE);
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, own.getCertificate(ALIAS));
        try (OutputStream file = Files.newOutputStream(trust)) {
            trusted.store(file, password.toCharArray());
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Key stores " + keys + " and " + trust;
    }
}
