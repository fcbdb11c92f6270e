namespace NodeGc.Host.Linux;

/// <summary>What btrfs reports about a subvolume.</summary>
/// <param name="TreeId">Its id: never reused in the same filesystem.</param>
/// <param name="BornNanoseconds">When it was created, in nanoseconds since 1970. Unlike the times of its files, a
/// snapshot does not inherit it.</param>
/// <param name="IsReadOnly">Whether it is read-only.</param>
public readonly record struct Subvolume(ulong TreeId, long BornNanoseconds, bool IsReadOnly);
