namespace NodeGc.Testing.Docker;

/// <summary>Starts a container, or uses it if it runs, and leaves it as it was: running, paused or stopped.</summary>
internal sealed class ContainerCheck(DockerCli docker)
{
    public string? FindViolation(string id)
    {
        var result = docker.Api.StateOf(id) switch
        {
            "running" => docker.Api.Execute(id, "/bin/busybox", "true"),
            "paused" => WhileUnpaused(id),
            "dead" or "removing" => null, // The engine itself refuses to start what it has begun to remove.
            _ => StartAndEnd(id),
        };
        return result is { Succeeded: false } ? $"container {id}: cannot be used: {result.Errors.Trim()}" : null;
    }

    private CommandResult WhileUnpaused(string id)
    {
        _ = Post(id, "unpause").Text;
        var result = docker.Api.Execute(id, "/bin/busybox", "true");
        _ = Post(id, "pause").Text;
        return result;
    }

    private CommandResult StartAndEnd(string id)
    {
        var result = Post(id, "start");
        Post(id, "kill");
        Post(id, "wait");
        return result;
    }

    private CommandResult Post(string id, string action) =>
        docker.Api.Try(HttpMethod.Post, $"containers/{id}/{action}");
}
