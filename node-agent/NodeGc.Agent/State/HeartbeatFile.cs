namespace NodeGc.Agent.State;

/// <summary>A file whose modification time is the last heartbeat of the agent, and another one that exists while the
/// API server rejects its status.</summary>
internal static class HeartbeatFile
{
    private const string Name = "heartbeat";
    private const string RefusalName = "refused";

    /// <summary>Records a heartbeat.</summary>
    public static void Touch(string stateDirectory) => File.WriteAllText(Path.Combine(stateDirectory, Name), "");

    /// <summary>The age of the last heartbeat; null if there is none.</summary>
    public static TimeSpan? FindAge(string stateDirectory, DateTimeOffset now)
    {
        var file = new FileInfo(Path.Combine(stateDirectory, Name));
        return file.Exists ? now - file.LastWriteTimeUtc : null;
    }

    /// <summary>Records why the API server rejects the agent's status; null if it does not.</summary>
    public static void SetRefusal(string stateDirectory, string? cause)
    {
        var file = Path.Combine(stateDirectory, RefusalName);
        if (cause is null)
            File.Delete(file);
        else
            File.WriteAllText(file, cause);
    }

    /// <summary>Why the API server rejects the agent's status; null if it does not.</summary>
    public static string? FindRefusal(string stateDirectory)
    {
        var file = Path.Combine(stateDirectory, RefusalName);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }
}
