namespace NodeGc.Collector.Inventories;

/// <summary>
/// A layer being written by the engine. Nothing on disk points to its directory yet, so every directory born later than
/// <paramref name="Since"/> − <paramref name="Margin"/> may be the one.
/// </summary>
/// <param name="Path">The marker, for example <c>image/overlay2/layerdb/tmp/write-set-123</c>.</param>
/// <param name="Since">When the marker was created.</param>
/// <param name="Margin">How much earlier than the marker a driver may create the directory.</param>
public sealed record RegisterInFlight(string Path, DateTimeOffset Since, TimeSpan Margin);
