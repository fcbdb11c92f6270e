namespace NodeGc.Agent.Reports;

/// <summary>Storage outside the data root.</summary>
/// <param name="Path">Its path as the owning process sees it.</param>
/// <param name="OnDisk">Total disk usage, of all users; null if it could not be measured.</param>
public sealed record OutsideDocument(string Path, ExtentDocument? OnDisk);
