using NodeGc.Collector.Accounting;

namespace NodeGc.Agent.Reports;

/// <summary>Builds the document of a gap. Pure.</summary>
internal static class GapReport
{
    public static GapDocument Of(Gap gap) =>
        new(
            gap.MeasuredAt,
            ExtentDocument.Of(gap.OnDisk),
            ExtentDocument.Of(gap.Admitted),
            ExtentDocument.Of(gap.Difference),
            [
                .. gap.Parts.Select(part => new GapPartDocument(
                    part.Part.Word(),
                    part.Items,
                    ExtentDocument.Of(part.OnDisk),
                    ExtentDocument.Of(part.Admitted)
                )),
            ],
            [.. gap.DeletedOpen.Take(GapDocument.MaxFiles).Select(FileOf)],
            gap.Notes
        )
        {
            Logs = [.. gap.Logs.Take(GapDocument.MaxFiles).Select(ContainerLogDocument.Of)],
            Outside = gap.Store.Outside is { } outside
                ? new OutsideDocument(outside.Path, gap.Outside is { } extent ? ExtentDocument.Of(extent) : null)
                : null,
        };

    private static HeldFileDocument FileOf(HeldFile held) =>
        new(held.File.Size.Value, held.File.Pid, held.File.Process, held.Container, held.Pod, held.File.Path);
}
