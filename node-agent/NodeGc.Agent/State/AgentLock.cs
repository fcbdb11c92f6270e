namespace NodeGc.Agent.State;

/// <summary>Ensures that one agent runs per node, across containers. The kernel releases this file lock when the
/// process ends.</summary>
internal sealed class AgentLock : IDisposable
{
    private readonly FileStream file;

    private AgentLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="AgentException">Another agent uses this state directory.</exception>
    public static AgentLock Take(string stateDirectory)
    {
        var path = Path.Combine(stateDirectory, "agent.lock");
        try
        {
            return new AgentLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e)
        {
            throw new AgentException(
                $"Another agent is running on this node: {path} is locked. Stop it or delete its DaemonSet.",
                e
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
