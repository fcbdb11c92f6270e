using NodeGc.Host.Linux;

namespace NodeGc.Removal.Journaling;

/// <summary>The journal could not be written, so the step was not taken.</summary>
public sealed class JournalUnwritableException : IOException
{
    internal JournalUnwritableException(LinuxException cause)
        : base(
            $"cannot write the journal; nothing was moved: {cause.Message}; free some space or fix the disk, then "
                + "run again",
            cause
        ) { }
}
