using System.Diagnostics;

namespace MesosOperator.Simulation.Tests;

/// <summary>A seed means one world, in each process: its whole trace has one hash.</summary>
public class DeterminismTests
{
    private const int Ticks = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_seed_goes_the_same_way_in_two_processes_and_in_this_one()
    {
        var (first, second) = (TraceOfAsync(7), TraceOfAsync(7));
        var here = Simulator.Run(7, Ticks);
        Assert.Equal($"seed 7 lines {here.Lines} hash {here.Hash}", await first);
        Assert.Equal(await first, await second);
    }

    [Fact]
    public void Another_seed_goes_another_way()
    {
        var hashes = Enumerable.Range(1, 8).Select(seed => Simulator.Run((ulong)seed, 20).Hash).ToArray();
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    [Fact]
    public void A_longer_time_goes_another_way() => Assert.NotEqual(Simulator.Run(7, 20).Hash, Simulator.Run(7, 21).Hash);

    private static async Task<string> TraceOfAsync(ulong seed)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "MesosOperator.Simulation.dll"), "--seed", $"{seed}", "--ticks", $"{Ticks}" },
            RedirectStandardOutput = true,
        })!;
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            Assert.Equal(0, process.ExitCode);
            return output.TrimEnd();
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }
}
