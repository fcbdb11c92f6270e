namespace NodeGc.Collector.Inventories;

/// <summary>Something that could not be read or understood. Unknown means keep: a doubt stops deletion for all it could own.</summary>
/// <param name="Kind">The condition under which it is reported.</param>
/// <param name="Scope">What might be owned by the thing not understood.</param>
/// <param name="Subject">Where: a path, a socket, a process.</param>
/// <param name="Message">What is wrong and what to do, in one sentence each.</param>
public sealed record Doubt(DoubtKind Kind, DoubtScope Scope, string Subject, string Message);
