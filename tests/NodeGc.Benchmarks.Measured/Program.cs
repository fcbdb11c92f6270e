using NodeGc.Benchmarks.Measured;

switch (args)
{
    case ["scan", var root]:
        Console.WriteLine(TreeScan.Measure(root));
        return 0;
    case ["read", var dataRoot]:
        Console.WriteLine(await StoreReading.MeasureAsync(dataRoot));
        return 0;
    default:
        Console.Error.WriteLine("usage: scan ROOT | read DATA-ROOT");
        return 2;
}
