using NodeGc.Benchmarks;

if (BenchmarkOptions.Parse(args, out var fault) is not { } options)
{
    Console.Error.WriteLine(fault);
    return 2;
}
var met = true;
Console.WriteLine(Figure.Heading);
foreach (var name in options.Benchmarks)
{
    foreach (var figure in await Benchmark.Named(name).Run(options))
    {
        Console.WriteLine(figure);
        met &= figure.IsMet;
    }
}
return met ? 0 : 1;
