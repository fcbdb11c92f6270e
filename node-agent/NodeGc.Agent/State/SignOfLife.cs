namespace NodeGc.Agent.State;

/// <summary>A file whose time of change says when the agent was last at work.</summary>
internal static class SignOfLife
{
    private const string Name = "heartbeat";

    /// <summary>Leaves a sign.</summary>
    public static void Leave(string stateDirectory) => File.WriteAllText(Path.Combine(stateDirectory, Name), "");

    /// <summary>How old the last sign is; null where there is none.</summary>
    public static TimeSpan? FindAge(string stateDirectory, DateTimeOffset now)
    {
        var file = new FileInfo(Path.Combine(stateDirectory, Name));
        return file.Exists ? now - file.LastWriteTimeUtc : null;
    }
}
