namespace NodeGc.Agent.Reports;

/// <summary>How much of a data root is of one kind.</summary>
public sealed record DiskUsagePartDocument(string Part, int Items, ExtentDocument OnDisk, ExtentDocument AccountedFor);
