using NodeGc.Collector.Accounting;

namespace NodeGc.Agent.Reports;

/// <summary>Builds the document of disk usage. Pure.</summary>
internal static class DiskUsageReport
{
    public static DiskUsageDocument Create(StoreUsage usage) =>
        new(
            usage.MeasurementTime,
            ExtentDocument.From(usage.OnDisk),
            ExtentDocument.From(usage.AccountedFor),
            ExtentDocument.From(usage.Unaccounted),
            [
                .. usage.Parts.Select(part => new DiskUsagePartDocument(
                    part.Part.Word(),
                    part.Items,
                    ExtentDocument.From(part.OnDisk),
                    ExtentDocument.From(part.AccountedFor)
                )),
            ],
            [.. usage.DeletedOpenFiles.Take(DiskUsageDocument.MaxFiles).Select(FileOf)],
            usage.Notes
        )
        {
            Logs = [.. usage.Logs.Take(DiskUsageDocument.MaxFiles).Select(ContainerLogDocument.From)],
            Outside = usage.Store.Outside is { } outside
                ? new OutsideDocument(outside.Path, usage.Outside is { } extent ? ExtentDocument.From(extent) : null)
                : null,
        };

    private static HeldFileDocument FileOf(HeldFile held) =>
        new(held.File.Size.Value, held.File.Pid, held.File.Process, held.Container, held.Pod, held.File.Path);
}
