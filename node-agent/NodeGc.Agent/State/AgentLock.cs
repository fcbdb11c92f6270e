namespace NodeGc.Agent.State;

/// <summary>Held by the one agent of a node, across containers, since the kernel's lock is on the file. It falls when
/// the process ends.</summary>
internal sealed class AgentLock : IDisposable
{
    private readonly FileStream file;

    private AgentLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="AgentException">Another agent works with this state directory.</exception>
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
                $"Another agent works on this node: it holds {path} locked. Only one may run: stop it, or delete its DaemonSet.",
                e
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
