"""Ciw, as its documentation writes it: a network of nodes, joined at its entrance by a router.

usage: ciw_model.py NODES LOAD CUSTOMERS SEED
"""

import json
import resource
import sys
import time

import ciw


def network(nodes, load):
    exponential = ciw.dists.Exponential
    if nodes == 1:
        return ciw.create_network(
            arrival_distributions=[exponential(rate=load)],
            service_distributions=[exponential(rate=1.0)],
            number_of_servers=[1],
        )
    # A node without queueing, at which jobs come and from which they join the shortest queue. Ciw's JoinShortestQueue
    # leaves the job in service out of account; LoadBalancing is the one that counts it.
    servers = list(range(2, nodes + 2))
    shortest = ciw.routing.LoadBalancing(destinations=servers)
    return ciw.create_network(
        arrival_distributions=[exponential(rate=load * nodes)] + [None] * nodes,
        service_distributions=[ciw.dists.Deterministic(value=0.0)] + [exponential(rate=1.0)] * nodes,
        number_of_servers=[float("inf")] + [1] * nodes,
        routing=ciw.routing.NetworkRouting(routers=[shortest] + [ciw.routing.Leave()] * nodes),
    )


def simulate(nodes, load, customers, seed):
    ciw.seed(seed)
    simulation = ciw.Simulation(network(nodes, load))
    simulation.simulate_until_max_customers(customers, method="Finish")
    first = 2 if nodes > 1 else 1
    responses = [r.exit_date - r.arrival_date for r in simulation.get_all_records() if r.node >= first]
    return sum(responses) / len(responses)


def main():
    nodes, load, customers, seed = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    before = time.process_time()
    mean = simulate(nodes, load, customers, seed)
    cpu = time.process_time() - before
    kibibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    print(json.dumps({"customers": customers, "meanResponse": mean, "cpuSeconds": cpu, "maxRssMiB": kibibytes / 1024}))


main()
