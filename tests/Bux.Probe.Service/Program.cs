using Bux;
using Bux.Hosting;
using Bux.Probe;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// One process of the probe service, to be killed by tests: Bux.Probe.Service BOOTSTRAP INSTANCE WORKERS [MILLISECONDS]
// With the fourth argument it is the service's second release, which folds differently and takes so long for each event.
var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Bux.probe", LogLevel.Information).AddSimpleConsole(console =>
{
    console.SingleLine = true;
    console.UseUtcTimestamp = true;
    console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
});
builder.Services.AddBux(bux =>
{
    if (args.Length > 3) SecondRelease.AddTo(bux, TimeSpan.FromMilliseconds(int.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture)));
    else bux.AddProbe();
    bux.Configure(options =>
    {
        options.ClientName = $"probe-service-{args[1]}";
        options.CreateTopics = true;
        options.Workers = int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture);
    })
    .UseKafka(kafka =>
    {
        kafka.BootstrapServers = args[0];
        kafka.InstanceId = args[1];
        kafka.SessionTimeout = TimeSpan.FromSeconds(2);
        kafka.TransactionTimeout = TimeSpan.FromSeconds(5);
    });
});
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("ready");
await host.WaitForShutdownAsync();
