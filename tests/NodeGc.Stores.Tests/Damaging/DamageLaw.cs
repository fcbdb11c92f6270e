using System.Globalization;

namespace NodeGc.Stores.Tests.Damaging;

/// <summary>
/// The law: whatever happens to any one file of metadata, nothing that lives becomes a candidate, and nothing that is
/// not ours goes. Seeds that once broke it stay here.
/// </summary>
[TestFixture]
[Category("Slow")]
internal sealed class DamageLaw
{
    private const int DamagesPerStore = 50;
    private const int UsualCases = 2_000;
    private const int Shards = 4;

    /// <summary>How many cases are run: some every day, and as many as a soak asks for.</summary>
    private static int Cases => Setting("NODEGC_SOAK_CASES", UsualCases);

    /// <summary>Another seed, another part of all stores.</summary>
    private static int Seed => Setting("NODEGC_SOAK_SEED", 0);

    /// <summary>Seeds as a long run prints them.</summary>
    [TestCase(24, 29)]
    [TestCase(1000028, 1000071)]
    [TestCase(1000036, 1000071)]
    [TestCase(1074741870, 1074741901)]
    public async Task Damage_that_once_did_harm_does_none(int storeSeed, int damageSeed)
    {
        using var store = new DamageCase(storeSeed);
        Assert.That(await store.FindViolationAsync(damageSeed), Is.Null);
    }

    [Test, Category("Soak"), Parallelizable(ParallelScope.All)]
    public async Task No_damage_to_one_file_makes_anything_live_garbage([Range(0, Shards - 1)] int shard) =>
        await RunAsync((Seed * 1_000_003 + shard * (int.MaxValue / Shards)) & int.MaxValue, Cases / Shards);

    private static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

    private static async Task RunAsync(int firstStore, int cases)
    {
        var violations = new List<string>();
        for (var i = 0; i < cases / DamagesPerStore; i++)
        {
            using var store = new DamageCase(firstStore + i);
            for (var damage = 0; damage < DamagesPerStore; damage++)
                if (await store.FindViolationAsync(firstStore + i + damage) is { } violation)
                    violations.Add(violation);
        }
        await TestContext.Out.WriteLineAsync(
            $"{cases} damaged stores from seed {firstStore} on, {violations.Count} violations"
        );
        Assert.That(violations, Is.Empty);
    }
}
