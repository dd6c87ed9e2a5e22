using Bux.Compiler.Benchmarks;

switch (args)
{
    case ["generator", .. var sizes]:
        Console.WriteLine(GeneratorSuite.Run(sizes.Length == 0 ? [10, 300, 3000] : Array.ConvertAll(sizes, int.Parse)));
        return 0;
    case ["analyzers", .. var sizes]:
        Console.WriteLine(await AnalyzerSuite.RunAsync(sizes.Length == 0 ? [10, 300, 3000] : Array.ConvertAll(sizes, int.Parse)));
        return 0;
    case ["codec"]:
        Console.WriteLine(CodecSuite.Run());
        return 0;
    default:
        Console.Error.WriteLine("Usage: Bux.Compiler.Benchmarks generator [TYPES…] | analyzers [TYPES…] | codec");
        return 2;
}
