using System.Globalization;
using MesosOperator.TestKit;

namespace MesosOperator.Simulation.Tests;

/// <summary>Some worlds, and those that once went wrong. `make sim SEEDS=…` runs as many as one likes.</summary>
public class SimulationTests
{
    private const string RegressionSeeds = "tests/MesosOperator.Simulation.Tests/RegressionSeeds.txt";

    public static TheoryData<ulong> Seeds() => new(Enumerable.Range(1, 6).Select(seed => (ulong)seed));

    public static TheoryData<ulong, string> SeedsThatOnceFailed() => new(
        File.ReadLines(Path.Combine(SourceFolder.Root, RegressionSeeds))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', 2))
            .Select(parts => (ulong.Parse(parts[0], CultureInfo.InvariantCulture), parts[1])));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_world_stays_lawful_under_faults_and_settles_without_them(ulong seed) => AssertGoesWell(seed);

    [Theory]
    [MemberData(nameof(SeedsThatOnceFailed))]
    public void What_went_wrong_once_goes_well(ulong seed, string story)
    {
        Assert.NotEmpty(story);
        AssertGoesWell(seed);
    }

    private static void AssertGoesWell(ulong seed)
    {
        var result = Simulator.Run(seed);
        Assert.True(
            result.Failure is null,
            $"Seed {seed}: {result.Failure}\nThe last of what happened:\n{string.Join('\n', result.LastLines)}\nAgain: make sim SEED={seed}");
    }
}
