using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MesosOperator.Benchmarks;

/// <summary>Prints figures as they come and keeps them for the file.</summary>
internal sealed class BenchmarkReport(TextWriter output)
{
    private const int MaxSamplesInFile = 2_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly List<Measurement> _measurements = [];

    public void Begin()
    {
        output.WriteLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}");
        output.WriteLine($"{"name",-64} {"value",12} {"unit",-8} {"first",10} {"largest",10}  samples");
    }

    public void Add(Measurement measurement)
    {
        _measurements.Add(measurement);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{measurement.Name,-64} {measurement.Value,12:0.###} {measurement.Unit,-8} {measurement.Samples[0],10:0.###} {measurement.Samples.Max(),10:0.###}  {measurement.Samples.Count}"));
    }

    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var rows = _measurements.Select(row => row with { Samples = [.. row.Samples.Take(MaxSamplesInFile)] });
        File.WriteAllText(path, JsonSerializer.Serialize(rows, Json));
        output.WriteLine($"{_measurements.Count} figures in {path}");
    }
}
