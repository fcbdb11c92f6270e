using System.Globalization;

namespace NodeGc.Storage.Tests.Fuzzing;

/// <summary>
/// Gives a reader inputs that follow from seeds. It may refuse an input with an exception that it promises; it must not
/// fail otherwise, take forever, or take much memory. A failure names its seed: keep it as a test case.
/// </summary>
internal static class Fuzz
{
    private const int UsualInputs = 2_000;

    /// <summary>How many times as much as its input a reader may allocate, and how much besides.</summary>
    private const int MostPerByte = 512;
    private const long Allowance = 4 << 20;

    /// <summary>No input takes a thousandth of this; the process is ended then, because nothing else ends a
    /// loop.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(2);

    /// <summary>How many inputs each reader is given: some every day, and as many as a soak asks for.</summary>
    public static int Inputs => Setting("NODEGC_SOAK_INPUTS", UsualInputs);

    /// <summary>The first seed.</summary>
    public static int FirstSeed => 1_000_003 * Setting("NODEGC_SOAK_SEED", 0) & int.MaxValue;

    /// <summary>Runs <paramref name="count"/> inputs.</summary>
    /// <param name="reader">What reads them, for the account.</param>
    /// <param name="firstSeed">The seed of the first; the others count up.</param>
    /// <param name="count">How many.</param>
    /// <param name="make">Makes an input.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="isPromised">Whether the reader promises such an exception.</param>
    public static void Run(
        string reader,
        int firstSeed,
        int count,
        Func<Random, byte[]> make,
        Action<byte[]> read,
        Func<Exception, bool> isPromised
    )
    {
        var seed = firstSeed;
        using var watchdog = new Timer(_ =>
            Environment.FailFast($"The input of seed {seed} takes longer than {Hang}.")
        );
        var (refused, most) = (0, 0L);
        for (; seed < firstSeed + count; seed++)
        {
            watchdog.Change(Hang, Timeout.InfiniteTimeSpan);
            var input = make(new Random(seed));
            var before = GC.GetAllocatedBytesForCurrentThread();
            if (!IsRead(input, seed, read, isPromised))
                refused++;
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            most = Math.Max(most, allocated);
            Assert.That(
                allocated,
                Is.LessThan(Allowance + (long)MostPerByte * input.Length),
                $"bytes allocated for the input of seed {seed}"
            );
        }
        TestContext.Out.WriteLine(
            $"{count} inputs of {reader} from seed {firstSeed} on, {refused} refused, at most {most} bytes "
                + "allocated for one"
        );
    }

    private static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

    private static bool IsRead(byte[] input, int seed, Action<byte[]> read, Func<Exception, bool> isPromised)
    {
        try
        {
            read(input);
            return true;
        }
        catch (Exception failure) when (isPromised(failure))
        {
            return false;
        }
        catch (Exception failure) when (failure is not AssertionException)
        {
            throw new AssertionException(
                $"The input of seed {seed} is neither read nor properly refused: {failure}",
                failure
            );
        }
    }
}
