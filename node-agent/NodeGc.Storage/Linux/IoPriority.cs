namespace NodeGc.Storage.Linux;

/// <summary>The calling thread's claim on the disk. Source: <c>ioprio_set(2)</c>.</summary>
internal static class IoPriority
{
    private const int ThisThread = 1;
    private const int IdleClass = 3 << 13;

    /// <summary>Lets everybody else go first. Schedulers that know no priorities ignore it, and so does this code when it is refused.</summary>
    public static bool TryYieldToOthers() => Syscalls.SetIoPriority(ThisThread, 0, IdleClass) == 0;
}
