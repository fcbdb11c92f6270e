using NodeGc.Collector.Accounting;

namespace NodeGc.Agent.Reports;

/// <summary>Builds the document of disk usage. Pure.</summary>
internal static class DiskUsageReport
{
    public static DiskUsageDocument Of(StoreUsage usage) =>
        new(
            usage.MeasurementTime,
            ExtentDocument.Of(usage.OnDisk),
            ExtentDocument.Of(usage.AccountedFor),
            ExtentDocument.Of(usage.Unaccounted),
            [
                .. usage.Parts.Select(part => new DiskUsagePartDocument(
                    part.Part.Word(),
                    part.Items,
                    ExtentDocument.Of(part.OnDisk),
                    ExtentDocument.Of(part.AccountedFor)
                )),
            ],
            [.. usage.DeletedOpenFiles.Take(DiskUsageDocument.MaxFiles).Select(FileOf)],
            usage.Notes
        )
        {
            Logs = [.. usage.Logs.Take(DiskUsageDocument.MaxFiles).Select(ContainerLogDocument.Of)],
            Outside = usage.Store.Outside is { } outside
                ? new OutsideDocument(outside.Path, usage.Outside is { } extent ? ExtentDocument.Of(extent) : null)
                : null,
        };

    private static HeldFileDocument FileOf(HeldFile held) =>
        new(held.File.Size.Value, held.File.Pid, held.File.Process, held.Container, held.Pod, held.File.Path);
}
