using NodeGc.Fleet;
using NodeGc.Fleet.Measuring;

if (FleetOptions.Parse(args, out var problem) is not { } options)
{
    await Console.Error.WriteLineAsync(problem);
    return 2;
}
using var log = new StreamWriter(options.Log) { AutoFlush = true };
var figures = await FleetRun.MeasureAsync(options, line => Console.WriteLine(line), log, CancellationToken.None);
foreach (var line in FleetReport.Describe(figures))
    Console.WriteLine(line);
return 0;
