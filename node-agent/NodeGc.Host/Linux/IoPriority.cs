namespace NodeGc.Host.Linux;

/// <summary>The calling thread's I/O priority. Ignored by schedulers without priorities, and failures are ignored here.
/// Source: <c>ioprio_set(2)</c>.</summary>
public static class IoPriority
{
    private const int ThisThread = 1;
    private const int LowestOfBestEffort = (2 << 13) | 7;
    private const int Idle = 3 << 13;

    /// <summary>Lowest best-effort priority, which does not starve on a busy disk: for reads that people wait
    /// for.</summary>
    public static bool TryYieldToOthers() => Syscalls.SetIoPriority(ThisThread, 0, LowestOfBestEffort) == 0;

    /// <summary>Idle priority: for deletions, which can wait.</summary>
    public static bool TryBeIdle() => Syscalls.SetIoPriority(ThisThread, 0, Idle) == 0;
}
