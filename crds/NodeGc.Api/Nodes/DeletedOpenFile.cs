namespace NodeGc.Api.Nodes;

/// <summary>A file without a name that a process holds open: its space comes back when the process closes it.</summary>
public sealed record DeletedOpenFile
{
    /// <summary>Longest <see cref="Path"/>; a longer one is cut at its start.</summary>
    public const int MaxPathLength = 512;

    /// <summary>The name of the process's program.</summary>
    public required string Process { get; init; }

    /// <summary>The process, in the host's numbers.</summary>
    public required long Pid { get; init; }

    /// <summary>The container's name; null where file and process belong to none.</summary>
    public string? Container { get; init; }

    /// <summary>The container's pod as <c>namespace/name</c>; null where it is of none.</summary>
    public string? Pod { get; init; }

    /// <summary>Where it lay, as the process saw it.</summary>
    public required string Path { get; init; }

    /// <summary>Allocated bytes.</summary>
    public long Bytes { get; init; }
}
