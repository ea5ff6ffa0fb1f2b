package io.github.parallelconsumer.testkit;

/** The one user of a cluster with passwords, whose password is that of its key stores too. Immutable. */
record Credentials(String user, String password) {
    static final String MECHANISM = "SCRAM-SHA-256";
    private static final String LOGIN_MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule required";

    Credentials {
        if (!user.matches("[\\w.-]+") || !password.matches("[\\w.-]{6,}")) {
            throw new IllegalArgumentException(
                    "User and password consist of letters, digits, '_', '-' and '.', and a password of at least 6");
        }
    }

    /** In the form of the storage tool's {@code --add-scram}; few iterations, since nothing here is worth guessing. */
    String atFormat() {
        return MECHANISM + "=[name=" + user + ",password=" + password + ",iterations=4096]";
    }

    /** For a client's {@code sasl.jaas.config}. */
    String clientJaas() {
        return LOGIN_MODULE + " username=\"" + user + "\" password=\"" + password + "\";";
    }

    /** For a broker, which knows its users by itself. */
    static String brokerJaas() {
        return LOGIN_MODULE + ";";
    }

    /** Without the password, so that no failed assertion shows it. */
    @Override
    public String toString() {
        return "Credentials of " + user;
    }
}
