namespace NodeGc.Collector.Accounting;

/// <summary>How much of a data root is of one kind.</summary>
/// <param name="Part">The kind.</param>
/// <param name="Items">Number of items: layers, volumes, log files; elsewhere directories and files.</param>
/// <param name="OnDisk">What they take.</param>
/// <param name="AccountedFor">How much of it the engine accounts for.</param>
public sealed record PartUsage(StorePart Part, int Items, Extent OnDisk, Extent AccountedFor);
