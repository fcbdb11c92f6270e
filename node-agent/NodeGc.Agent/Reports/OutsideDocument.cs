namespace NodeGc.Agent.Reports;

/// <summary>What lies outside the data root.</summary>
/// <param name="Path">As the process that keeps it names it.</param>
/// <param name="OnDisk">What all of it takes, of whomever it is; null where it could not be measured.</param>
public sealed record OutsideDocument(string Path, ExtentDocument? OnDisk);
