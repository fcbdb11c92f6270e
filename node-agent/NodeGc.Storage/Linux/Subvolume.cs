namespace NodeGc.Storage.Linux;

/// <summary>What btrfs tells about a subvolume.</summary>
/// <param name="TreeId">Its number: never given to another subvolume of the same filesystem.</param>
/// <param name="BornNanoseconds">When it was made, in nanoseconds since 1970. Unlike every time of its files, a
/// snapshot does not inherit it.</param>
/// <param name="IsReadOnly">Whether nothing in it can be changed or removed.</param>
internal readonly record struct Subvolume(ulong TreeId, long BornNanoseconds, bool IsReadOnly);
