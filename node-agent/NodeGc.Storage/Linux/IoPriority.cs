namespace NodeGc.Storage.Linux;

/// <summary>The calling thread's claim on the disk. Schedulers that know no priorities ignore it, and so does this code
/// when it is refused. Source: <c>ioprio_set(2)</c>.</summary>
internal static class IoPriority
{
    private const int ThisThread = 1;
    private const int LowestOfBestEffort = (2 << 13) | 7;
    private const int Idle = 3 << 13;

    /// <summary>Lets others go first, without starving on a disk that is never quiet: for reading, of which people wait
    /// for the end.</summary>
    public static bool TryYieldToOthers() => Syscalls.SetIoPriority(ThisThread, 0, LowestOfBestEffort) == 0;

    /// <summary>Takes the disk only while nobody else wants it: for deleting, which can wait.</summary>
    public static bool TryBeIdle() => Syscalls.SetIoPriority(ThisThread, 0, Idle) == 0;
}
