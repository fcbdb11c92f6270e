namespace NodeGc.Testing.Docker;

/// <summary>Starts a container, or uses it if it runs, and leaves it as it was: running, paused or stopped.</summary>
internal sealed class ContainerCheck(DockerCli docker)
{
    public string? FindViolation(string id)
    {
        var result = docker.Do("inspect", "--format", "{{.State.Status}}", id) switch
        {
            "running" => docker.Try("exec", id, "/bin/busybox", "true"),
            "paused" => WhileUnpaused(id),
            "dead" or "removing" => null, // The engine itself refuses to start what it has begun to remove.
            _ => StartAndEnd(id),
        };
        return result is { Succeeded: false } ? $"container {id}: cannot be used: {result.Errors.Trim()}" : null;
    }

    private CommandResult WhileUnpaused(string id)
    {
        docker.Do("unpause", id);
        var result = docker.Try("exec", id, "/bin/busybox", "true");
        docker.Do("pause", id);
        return result;
    }

    private CommandResult StartAndEnd(string id)
    {
        var result = docker.Try("start", id);
        docker.Try("kill", id);
        docker.Try("wait", id);
        return result;
    }
}
