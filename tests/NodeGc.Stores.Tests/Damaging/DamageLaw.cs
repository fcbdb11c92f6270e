using System.Globalization;

namespace NodeGc.Stores.Tests.Damaging;

/// <summary>
/// The law: whatever happens to any one file of metadata, nothing that lives becomes a candidate, and nothing that is not ours goes. Seeds that once broke
/// it stay here.
/// </summary>
[TestFixture]
internal sealed class DamageLaw
{
    private const int DamagesPerStore = 50;
    private const int UsualCases = 2_000;
    private const int Shards = 4;

    /// <summary>How many cases a soak runs in all.</summary>
    private static int SoakCases => int.Parse(Environment.GetEnvironmentVariable("NODEGC_SOAK_CASES") ?? "100000", CultureInfo.InvariantCulture);

    /// <summary>From which a soak counts its seeds; another part of all stores for another seed.</summary>
    private static int SoakSeed => int.Parse(Environment.GetEnvironmentVariable("NODEGC_SOAK_SEED") ?? "1", CultureInfo.InvariantCulture);

    /// <summary>Seeds as a long run prints them.</summary>
    [TestCase(24, 29)]
    public async Task Damage_that_once_did_harm_does_none(int storeSeed, int damageSeed)
    {
        using var store = new DamageCase(storeSeed);
        Assert.That(await store.FindViolationAsync(damageSeed), Is.Null);
    }

    [Test]
    public async Task No_damage_to_one_file_makes_anything_live_garbage() => await RunAsync(firstStore: 0, UsualCases);

    [Test, Explicit("make soak runs it"), Category("Soak"), Parallelizable(ParallelScope.All)]
    public async Task No_damage_to_one_file_makes_anything_live_garbage_in_a_long_run([Range(0, Shards - 1)] int shard) =>
        await RunAsync((SoakSeed * 1_000_003 + shard * (int.MaxValue / Shards)) & int.MaxValue, SoakCases / Shards);

    private static async Task RunAsync(int firstStore, int cases)
    {
        var violations = new List<string>();
        for (var i = 0; i < cases / DamagesPerStore; i++)
        {
            using var store = new DamageCase(firstStore + i);
            for (var damage = 0; damage < DamagesPerStore; damage++)
                if (await store.FindViolationAsync(firstStore + i + damage) is { } violation) violations.Add(violation);
        }
        await TestContext.Out.WriteLineAsync($"{cases} damaged stores from seed {firstStore} on, {violations.Count} violations");
        Assert.That(violations, Is.Empty);
    }
}
