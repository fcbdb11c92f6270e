namespace NodeGc.Api.Nodes;

/// <summary>A deleted file that a process holds open. Its space is freed when the process closes it.</summary>
public sealed record DeletedOpenFile
{
    /// <summary>Maximum length of <see cref="Path"/>. Longer paths are truncated at the beginning.</summary>
    public const int MaxPathLength = 512;

    /// <summary>Name of the process.</summary>
    public required string Process { get; init; }

    /// <summary>ID of the process in the host's PID namespace.</summary>
    public required long Pid { get; init; }

    /// <summary>Name of the container that the file or the process belongs to; null if there is none.</summary>
    public string? Container { get; init; }

    /// <summary>Pod of the container as <c>namespace/name</c>; null if there is none.</summary>
    public string? Pod { get; init; }

    /// <summary>Path of the file before it was deleted, as seen by the process.</summary>
    public required string Path { get; init; }

    /// <summary>Allocated bytes.</summary>
    public long Bytes { get; init; }
}
