using NodeGc.Host.Linux;

namespace NodeGc.Storage.Tests.Attacks;

/// <summary>Somebody changes a layer or a volume while it is being deleted.</summary>
[TestFixture("layer")]
[TestFixture("volume")]
[Category("Slow")]
internal sealed class RacingTests(string kind)
{
    private const int Rounds = 8;
    private const int Folders = 12;
    private const int FilesEach = 150;
    private const int Depth = 200;

    [Test]
    public async Task Goes_through_no_link_that_takes_the_place_of_a_folder_during_the_walk()
    {
        var swaps = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var victim = new Victim(kind);
            for (var folder = 0; folder < Folders; folder++)
                MakeFolderAndLink(victim, folder);
            using var inside = new WritableDirectory(DirectoryHandle.Open(victim.Inside));
            swaps += await AttackAsync(victim, step =>
                inside.Exchange($"folder-{step % Folders}", inside, $"link-{step % Folders}")
            );
            await victim.ProveHarmlessAsync();
        }
        Assert.That(swaps, Is.GreaterThan(Rounds), "swaps while it was deleted");
    }

    [Test]
    public async Task Does_not_follow_a_folder_that_is_moved_out_during_the_walk()
    {
        var moves = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var victim = new Victim(kind);
            using (var tree = new TempTree(victim.Inside, goesWithParent: true))
                tree.Deep("deep", Depth);
            using var middle = OpenMiddle(victim);
            using var refuge = new WritableDirectory(
                DirectoryHandle.Open(Directory.CreateDirectory(Path.Combine(victim.Inside, "../../refuge")).FullName)
            );
            moves += await AttackAsync(
                victim,
                step =>
                {
                    if (step == 0)
                        middle.Move("d", refuge, "d");
                    else
                        refuge.Move("d", middle, "d");
                },
                steps: 2
            );
            await victim.ProveHarmlessAsync();
        }
        Assert.That(moves, Is.Positive, "moves while it was deleted");
    }

    private static void MakeFolderAndLink(Victim victim, int number)
    {
        var folder = Directory.CreateDirectory(victim.At($"folder-{number}/d"));
        for (var file = 0; file < FilesEach; file++)
            File.Create(Path.Combine(folder.FullName, $"{file}")).Dispose();
        File.CreateSymbolicLink(victim.At($"link-{number}"), victim.Outside);
    }

    /// <summary>The folder halfway down, so deep that a walk has closed it when it is at the bottom.</summary>
    private static WritableDirectory OpenMiddle(Victim victim)
    {
        var at = DirectoryHandle.Open(
            Path.Combine(Directory.GetDirectories(victim.Inside, "nodegc-*").Single(), "deep")
        );
        for (var level = 0; level < Depth / 2; level++)
        {
            using var above = at;
            at = above.OpenBeneath("d");
        }
        return new WritableDirectory(at);
    }

    /// <summary>Deletes the victim while another thread interferes; how often that succeeded.</summary>
    private static async Task<int> AttackAsync(Victim victim, Action<int> interfere, int steps = int.MaxValue)
    {
        using var end = new CancellationTokenSource();
        using var begun = new ManualResetEventSlim();
        var attack = Task.Run(
            () =>
            {
                var successes = 0;
                for (var step = 0; !end.IsCancellationRequested; step++)
                {
                    begun.Set();
                    try
                    {
                        interfere(step % steps);
                        successes++;
                    }
                    catch (LinuxException)
                    {
                        // It is gone already, or not back yet.
                    }
                }
                return successes;
            },
            CancellationToken.None
        );
        begun.Wait();
        await victim.DeleteAsync();
        await end.CancelAsync();
        return await attack;
    }
}
