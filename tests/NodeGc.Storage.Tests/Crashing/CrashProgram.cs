using System.Globalization;

namespace NodeGc.Storage.Tests.Crashing;

/// <summary>What this assembly does when it is run as a program: <c>KIND DEED STRIDE RECOVERY-STRIDE changes|all</c>. A
/// recovery stride of 0 leaves the recovery alive. Says how many moments were fatal; whatever is wrong goes to the
/// error output, and then it ends with 1; with 2 where <see cref="Child.Needed"/> is not set.</summary>
internal static class CrashProgram
{
    public static int Main(string[] arguments)
    {
        if (Child.Needed.Any(setting => Environment.GetEnvironmentVariable(setting.Key) != setting.Value))
            return 2;
        var (stride, recoveryStride) = (
            int.Parse(arguments[2], CultureInfo.InvariantCulture),
            int.Parse(arguments[3], CultureInfo.InvariantCulture)
        );
        try
        {
            using var run = new CrashRun(
                StoreKind.Named(arguments[0]),
                Deed.Named(arguments[1]),
                arguments[4] == "all"
            );
            run.WarmUp();
            if (recoveryStride == 0)
                run.KillDeed(stride);
            else
                run.KillRecovery(stride, recoveryStride);
            Child.Say(Child.Output, $"{run.Kills}\n");
            return 0;
        }
        catch (CrashException error)
        {
            Child.Say(Child.ErrorOutput, $"{error.Message}\n");
            return 1;
        }
    }
}
