package io.github.parallelconsumer.demo.viewer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.parallelconsumer.demo.viewer.Frame.Wishes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;

/** What the page's buttons and fields do. Thread-safe. */
final class Controls {

    private final ObjectMapper json;
    private final Board board;
    private final Fleet fleet;

    Controls(ObjectMapper json, Board board, Fleet fleet) {
        this.json = json;
        this.board = board;
        this.fleet = fleet;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/control/settings", this::settings);
        routes.post("/control/consumers", request -> orConflict(fleet::addConsumer));
        routes.post("/control/consumers/{id}/{verb}", this::consumer);
    }

    private void settings(Context request) throws IOException {
        var wishes = json.readValue(request.bodyAsBytes(), Wishes.class);
        if (!wishes.valid()) {
            throw new BadRequestResponse("At most " + Wishes.MOST_HANDLER_MILLIS + " ms, " + Wishes.MOST_FAILURE_PERCENT
                    + " percent, " + Wishes.MOST_RATE + " records a second");
        }
        board.ask(wishes);
    }

    private void consumer(Context request) {
        var id = request.pathParam("id");
        if (!board.knows(id)) {
            throw new NotFoundResponse("There is no consumer " + id);
        }
        switch (request.pathParam("verb")) {
            case "pause" -> board.pause(id, true);
            case "resume" -> board.pause(id, false);
            case "stop" -> board.stop(id);
            case "kill" ->
                orConflict(() -> {
                    fleet.kill(id);
                    board.killed(id);
                });
            default -> throw new NotFoundResponse("A consumer can be asked to pause, resume, stop, and be killed");
        }
    }

    private static void orConflict(Runnable action) {
        try {
            action.run();
        } catch (IllegalStateException e) {
            throw new ConflictResponse(String.valueOf(e.getMessage()));
        }
    }
}
