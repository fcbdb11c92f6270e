namespace NodeGc.Agent.Reports;

/// <summary>A deleted file that a process holds open; container and pod are null if it belongs to none.</summary>
public sealed record HeldFileDocument(long Bytes, int Pid, string Process, string? Container, string? Pod, string Path);
