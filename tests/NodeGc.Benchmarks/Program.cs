using NodeGc.Benchmarks;

if (args is [ScanMemory.Command, var root])
{
    Console.WriteLine(ScanMemory.Measure(root));
    return 0;
}
if (args is [ReadProcess.Command, var dataRoot])
{
    Console.WriteLine(await ReadProcess.MeasureAsync(dataRoot));
    return 0;
}
if (BenchmarkOptions.Parse(args, out var fault) is not { } options)
{
    Console.Error.WriteLine(fault);
    return 2;
}
var figures = options.Benchmarks.SelectMany(name => Benchmark.Named(name).Run(options));
var met = true;
Console.WriteLine(Figure.Heading);
foreach (var figure in figures)
{
    Console.WriteLine(figure);
    met &= figure.IsMet;
}
return met ? 0 : 1;
