using NodeGc.Collector.Inventories;
using NodeGc.Storage.Linux;

namespace NodeGc.Storage.Kernel;

/// <summary>How much of the kernel's evidence was seen, and what of it could not be.</summary>
internal sealed class KernelTally
{
    private const Errno NoProcess = (Errno)3;

    private string? firstDenied;
    private Errno denial;
    private int denied;

    public int Processes { get; set; }

    public int Threads { get; set; }

    public int Namespaces { get; set; }

    /// <summary>Different mount namespaces; <see cref="Namespaces"/> counts each once more for every root directory in
    /// it.</summary>
    public int Spaces { get; set; }

    public int Mounts { get; set; }

    public int OpenFiles { get; set; }

    /// <summary>Takes note of an error: a process that ended is none, anything else is evidence not seen.</summary>
    public void Note(string path, Errno errno)
    {
        // EINVAL: the mountinfo of a process that has ended but was not waited for.
        if (errno is Errno.None or Errno.ENOENT or NoProcess or Errno.EINVAL)
            return;
        denied++;
        firstDenied ??= path;
        if (denied == 1)
            denial = errno;
    }

    /// <summary>The doubt that follows from evidence not seen; null where all was.</summary>
    public Doubt? FindDoubt() =>
        firstDenied is null
            ? null
            : new Doubt(
                DoubtKind.KernelEvidenceMissing,
                DoubtScope.Everything,
                firstDenied,
                $"It cannot be read ({denial}; {denied} such files), so mounts or open files may be overlooked. Run with the host's process namespace as root with the capabilities SYS_PTRACE and DAC_READ_SEARCH."
            );

    public WitnessAccount ToAccount() =>
        new(
            Witness.Kernel,
            $"{Processes} processes, {Threads} threads, {Namespaces} mount namespaces, {Mounts} mounts, {OpenFiles} open files"
        );
}
