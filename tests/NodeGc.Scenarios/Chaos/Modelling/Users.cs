namespace NodeGc.Scenarios.Chaos.Modelling;

/// <summary>How many things use something. Whoever fails while the daemon is down leaves its use behind: nobody knows,
/// until it is counted again.</summary>
internal sealed class Users
{
    private int count;

    public bool AreNone => Volatile.Read(ref count) == 0;

    public void Enter() => Interlocked.Increment(ref count);

    public void Leave() => Interlocked.Decrement(ref count);

    public void Reset() => Interlocked.Exchange(ref count, 0);
}
