namespace NodeGc.Storage.Linux;

/// <summary>The calling thread's claim on the disk. Source: <c>ioprio_set(2)</c>.</summary>
internal static class IoPriority
{
    private const int ThisThread = 1;
    private const int LowestOfBestEffort = (2 << 13) | 7;

    /// <summary>Lets others go first, without starving as the idle class would on a busy disk. Schedulers that know no priorities ignore it, and so does this code when it is refused.</summary>
    public static bool TryYieldToOthers() => Syscalls.SetIoPriority(ThisThread, 0, LowestOfBestEffort) == 0;
}
