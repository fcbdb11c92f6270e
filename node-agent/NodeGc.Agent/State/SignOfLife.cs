namespace NodeGc.Agent.State;

/// <summary>A file whose time of change says when the agent was last at work, and another one while the API server
/// refuses its reports.</summary>
internal static class SignOfLife
{
    private const string Name = "heartbeat";
    private const string RefusalName = "refused";

    /// <summary>Leaves a sign.</summary>
    public static void Leave(string stateDirectory) => File.WriteAllText(Path.Combine(stateDirectory, Name), "");

    /// <summary>How old the last sign is; null where there is none.</summary>
    public static TimeSpan? FindAge(string stateDirectory, DateTimeOffset now)
    {
        var file = new FileInfo(Path.Combine(stateDirectory, Name));
        return file.Exists ? now - file.LastWriteTimeUtc : null;
    }

    /// <summary>Keeps why the API server refuses the agent's reports; with null it does not.</summary>
    public static void Refuse(string stateDirectory, string? cause)
    {
        var file = Path.Combine(stateDirectory, RefusalName);
        if (cause is null)
            File.Delete(file);
        else
            File.WriteAllText(file, cause);
    }

    /// <summary>Why the API server refuses the agent's reports; null where it does not.</summary>
    public static string? FindRefusal(string stateDirectory)
    {
        var file = Path.Combine(stateDirectory, RefusalName);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }
}
