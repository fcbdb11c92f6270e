namespace NodeGc.Collector.Inventories;

/// <summary>
/// A layer that the engine is writing at this moment. Nothing on disk points from it to its directory, so every
/// directory born later than <paramref name="Since"/> − <paramref name="Margin"/> may be the one.
/// </summary>
/// <param name="Path">The marker, for example <c>image/overlay2/layerdb/tmp/write-set-123</c>.</param>
/// <param name="Since">When the marker was made.</param>
/// <param name="Margin">How much earlier than its marker a driver makes the directory.</param>
public sealed record RegisterInFlight(string Path, DateTimeOffset Since, TimeSpan Margin);
