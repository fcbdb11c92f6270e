using System.Text;
using NodeGc.Collector.Inventories;

namespace NodeGc.Storage.Tests.Reading;

internal sealed class LeaseReadingTests : IDisposable
{
    private readonly StoreUnderTest test = new();

    public void Dispose() => test.Dispose();

    /// <summary>A name that is not known may be a known one that was damaged, and then what it names is lost.</summary>
    [TestCase("leases", "leasez")]
    [TestCase("snapshots", "snapshotz")]
    public async Task Doubts_layers_where_the_database_of_leases_holds_an_unknown_name(string known, string unknown)
    {
        test.Store.LeasedDirectory();
        test.Store.Finish();
        Replace("buildkit/containerdmeta.db", known, unknown);

        var inventory = await test.ReadAsync();

        Assert.That(inventory.Doubts.Select(doubt => doubt.Kind), Does.Contain(DoubtKind.UnknownLayout));
        Assert.That(StoreUnderTest.Garbage(inventory), Is.Empty);
    }

    private void Replace(string file, string what, string with)
    {
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(test.Store.At(file)));
        File.WriteAllBytes(
            test.Store.At(file),
            Encoding.Latin1.GetBytes(text.Replace(what, with, StringComparison.Ordinal))
        );
    }
}
