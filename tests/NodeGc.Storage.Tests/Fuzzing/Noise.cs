namespace NodeGc.Storage.Tests.Fuzzing;

/// <summary>Changes inputs without regard to what they mean.</summary>
internal static class Noise
{
    private const int MostChanges = 8;

    /// <summary>A part of the input lost, doubled, or some of its bytes others.</summary>
    public static byte[] Change(byte[] input, Random random) =>
        (random.Next(6)) switch
        {
            0 => input[..random.Next(input.Length + 1)],
            1 => input[random.Next(input.Length + 1)..],
            2 => Doubled(input, random),
            3 =>
            [
                .. input[..random.Next(input.Length + 1)],
                .. Some(random, random.Next(40)),
                .. input[random.Next(input.Length + 1)..],
            ],
            _ => Flipped(input, random),
        };

    /// <summary>Random bytes.</summary>
    public static byte[] Some(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Flipped(byte[] input, Random random)
    {
        byte[] changed = [.. input];
        for (var i = random.Next(1, MostChanges + 1); i > 0 && changed.Length > 0; i--)
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
        return changed;
    }

    private static byte[] Doubled(byte[] input, Random random)
    {
        var (start, end) = (random.Next(input.Length + 1), random.Next(input.Length + 1));
        return start < end ? [.. input[..end], .. input[start..]] : [.. input, .. input];
    }
}
